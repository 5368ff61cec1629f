"""A process that answers questions from its standard input on its standard output, on any system.

It ends itself when a question takes too long, whatever the engine is doing then, and when nobody asks. That
is all that bounds it besides what the evaluation counts: no memory is withheld from it and no descriptor,
which is why `worker` answers wherever a process can be forked.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from pathlib import Path

from dcat_publisher.model.errors import PublisherError
from dcat_publisher.serve.sparql.evaluation import reply_to
from dcat_publisher.serve.sparql.limits import Limits
from dcat_publisher.serve.sparql.loading import loaded
from dcat_publisher.serve.sparql.messages import STARTED, read_question, write_reply


def main(out: str, given: str) -> None:
    """Load the build in a folder and answer until the input ends."""
    limits, source, target = Limits.from_json(given), sys.stdin.buffer, sys.stdout.buffer
    try:
        evaluator = loaded(Path(out), limits)
    except (PublisherError, OSError, SyntaxError, MemoryError) as error:
        sys.exit(f"dcat-publisher: queries: {error}")
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:
        while True:
            try:
                question = read_question(source)
            except EOFError:
                return
            # A thread of the system's, which needs no turn of the interpreter to end the process.
            faulthandler.dump_traceback_later(limits.seconds, exit=True, file=nowhere)
            target.write(STARTED)
            target.flush()
            write_reply(target, reply_to(evaluator, question))
            faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main(*sys.argv[1:])
