import java.io.File;
import java.lang.management.ManagementFactory;
import com.sun.management.OperatingSystemMXBean;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;

/** Validates a graph several times over and says how long the last time took, as one line of JSON. */
public final class Validate {
    private static final OperatingSystemMXBean MACHINE =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Validate() {
    }

    /** Arguments: the data, the shapes, how often. */
    public static void main(String[] arguments) {
        Graph data = RDFDataMgr.loadGraph(new File(arguments[0]).getAbsolutePath());
        Shapes shapes = Shapes.parse(RDFDataMgr.loadGraph(new File(arguments[1]).getAbsolutePath()));
        int times = Integer.parseInt(arguments[2]);
        for (int time = 1; time <= times; time++) {
            long wall = System.nanoTime();
            long cpu = MACHINE.getProcessCpuTime();
            ValidationReport report = ShaclValidator.get().validate(shapes, data);
            if (time == times) {
                System.out.printf(
                    java.util.Locale.ROOT, "{\"seconds\": %.6f, \"cpu\": %.6f, \"results\": %d}%n",
                    (System.nanoTime() - wall) / 1e9, (MACHINE.getProcessCpuTime() - cpu) / 1e9,
                    report.getEntries().size());
            }
        }
    }
}
