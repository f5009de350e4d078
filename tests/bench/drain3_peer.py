"""drain3 with the masks of its own example configuration over the lines of a file; prints what it measured as JSON."""
import json
import resource
import sys
import time

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

EDGE_LEFT = r"((?<=[^A-Za-z0-9])|^)"
EDGE_RIGHT = r"((?=[^A-Za-z0-9])|$)"
MASKS = [
    (r"(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))", "ID"),
    (r"(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})", "IP"),
    (r"([0-9a-f]{6,} ?){3,}", "SEQ"),
    (r"([0-9A-F]{4} ?){4,}", "SEQ"),
    (r"(0x[a-f0-9A-F]+)", "HEX"),
    (r"([\-\+]?\d+)", "NUM"),
]


def main(path: str, lines_max: int) -> None:
    config = TemplateMinerConfig()
    config.masking_instructions = [
        MaskingInstruction(EDGE_LEFT + pattern + EDGE_RIGHT, name) for pattern, name in MASKS
    ] + [MaskingInstruction(r"(?<=executed cmd )(\".+?\")", "CMD")]
    config.drain_sim_th = 0.4
    config.drain_extra_delimiters = ["_"]
    miner = TemplateMiner(config=config)
    lines = 0
    size = 0
    start = time.perf_counter()
    cpu = time.process_time()
    with open(path, "rb") as file:
        for raw in file:
            miner.add_log_message(raw.decode("utf-8", "replace").rstrip("\r\n"))
            lines += 1
            size += len(raw)
            if lines == lines_max:
                break
    print(
        json.dumps(
            {
                "lines": lines,
                "bytes": size,
                "seconds": time.perf_counter() - start,
                "cpuSeconds": time.process_time() - cpu,
                "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
                "templates": len(miner.drain.clusters),
            }
        )
    )


main(sys.argv[1], int(sys.argv[2]))
