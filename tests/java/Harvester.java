import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.util.ResourceUtils;
import org.apache.jena.vocabulary.RDF;

/**
 * The steps of the national harvester that the rehearsal imitates, done with the libraries that it really uses:
 * Java's HttpURLConnection and Apache Jena. One request per line of standard input, one answer per line of output.
 *
 * parse LANGUAGE FILE   ->  ok TRIPLES | no MESSAGE
 * split LANGUAGE FILE   ->  ok IRI=TRIPLES ... (each dataset, and the size of its graph with all nodes named)
 * again LANGUAGE FILE   ->  ok (each dataset's graph can be read by the next service, which gets it as Turtle)
 * fetch ACCEPT URL      ->  ok BYTES | no MESSAGE
 * load  URL             ->  ok TRIPLES BLANK (read over HTTP with Jena's own Accept; how many nodes have no name)
 * id    TEXT            ->  ok UUID
 */
public final class Harvester {
    private static final String BASE = "http://example.com/";
    private static final String DCAT = "http://www.w3.org/ns/dcat#";

    public static void main(String[] arguments) throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] words = line.split("\t");
            String answer;
            try {
                answer = "ok " + answer(words);
            } catch (Exception | StackOverflowError fault) {
                answer = "no " + fault.getClass().getSimpleName() + ": " + fault.getMessage();
            }
            byte[] bytes = (answer.replaceAll("\\s+", " ") + "\n").getBytes(StandardCharsets.UTF_8);
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    private static String answer(String[] words) throws Exception {
        switch (words[0]) {
            case "parse":
                return Long.toString(read(words[1], words[2]).size());
            case "split":
                return split(read(words[1], words[2]), false);
            case "again":
                return split(read(words[1], words[2]), true);
            case "fetch":
                return Integer.toString(fetch(words[1], words[2]).length);
            case "load":
                return load(words[1]);
            default:
                return UUID.nameUUIDFromBytes(words[1].getBytes(StandardCharsets.UTF_8)).toString();
        }
    }

    private static String load(String url) {
        Model model = RDFDataMgr.loadModel(url);
        long blank = model.listSubjects().filterKeep(Resource::isAnon).toList().size();
        return model.size() + " " + blank;
    }

    /** The gate: everything is read once, and everything has to be expressible as RDF/XML. */
    private static Model read(String language, String file) throws Exception {
        String text = new String(Files.readAllBytes(Path.of(file)), StandardCharsets.UTF_8);
        Model model = ModelFactory.createDefaultModel();
        model.read(new StringReader(text), BASE, language);
        model.write(new ByteArrayOutputStream(), "RDF/XML");
        return model;
    }

    private static String split(Model model, boolean again) {
        Map<String, Long> sizes = new TreeMap<>();
        for (String type : new String[] {DCAT + "Dataset", DCAT + "DatasetSeries"}) {
            for (Resource dataset : model.listSubjectsWithProperty(RDF.type, model.createResource(type)).toList()) {
                if (dataset.isURIResource()) {
                    Model part = ModelFactory.createDefaultModel();
                    gather(dataset, part, true);
                    nameBlankNodes(part, dataset.getURI());
                    sizes.put(dataset.getURI(), part.size());
                    if (again) {
                        ByteArrayOutputStream passedOn = new ByteArrayOutputStream();
                        part.write(passedOn, "TURTLE");
                        String text = passedOn.toString(StandardCharsets.UTF_8);
                        ModelFactory.createDefaultModel().read(new StringReader(text), BASE, "TURTLE");
                    }
                }
            }
        }
        List<String> found = new ArrayList<>();
        sizes.forEach((iri, size) -> found.add(iri + "=" + size));
        return String.join(" ", found);
    }

    /** Addresses are entered once; nodes without one whenever they are met, which is what a circle does not survive. */
    private static void gather(Resource node, Model part, boolean root) {
        boolean dataset = node.hasProperty(RDF.type, node.getModel().createResource(DCAT + "Dataset"))
                || node.hasProperty(RDF.type, node.getModel().createResource(DCAT + "DatasetSeries"));
        boolean known = node.isURIResource() && part.createResource(node.getURI()).listProperties().hasNext();
        if (!root && (dataset || known)) {
            return;
        }
        List<Statement> statements = node.listProperties().toList();
        part.add(statements);
        for (Statement statement : statements) {
            if (statement.getObject().isResource()) {
                gather(statement.getResource(), part, false);
            }
        }
    }

    /** From the leaves inward, until no node without an address is left. */
    private static void nameBlankNodes(Model part, String base) {
        List<Resource> blank = new ArrayList<>();
        for (Resource subject : part.listSubjects().toList()) {
            if (subject.isAnon()) {
                blank.add(subject);
            }
        }
        if (blank.isEmpty()) {
            return;
        }
        for (Resource node : blank) {
            if (!hasDescribedBlankValue(node)) {
                ResourceUtils.renameResource(node, base + "/.well-known/skolem/" + nameOf(node));
            }
        }
        nameBlankNodes(part, base);
    }

    private static boolean hasDescribedBlankValue(Resource node) {
        for (Statement statement : node.listProperties().toList()) {
            RDFNode value = statement.getObject();
            if (value.isAnon() && value.asResource().listProperties().hasNext()) {
                return true;
            }
        }
        return false;
    }

    /** The characters of the node's own triples, white space left out, in order of code unit. */
    private static String nameOf(Resource node) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelFactory.createDefaultModel().add(node.listProperties()).write(written, "N3");
        char[] units = written.toString(StandardCharsets.UTF_8).replaceAll("\\s", "").toCharArray();
        Arrays.sort(units);
        List<Character> sorted = new ArrayList<>();
        for (char unit : units) {
            sorted.add(unit);
        }
        return UUID.nameUUIDFromBytes(sorted.toString().getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static byte[] fetch(String accept, String url) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Accept", accept);
        connection.setConnectTimeout(10_000);
        connection.setReadTimeout(10_000);
        if (connection.getResponseCode() != 200) {
            throw new IllegalStateException("status " + connection.getResponseCode());
        }
        Charset charset = StandardCharsets.UTF_8;
        if (connection.getContentEncoding() != null) {
            charset = Charset.forName(connection.getContentEncoding());
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), charset).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Harvester() {}
}
