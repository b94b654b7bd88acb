import sys

import tinytl as tl

tl.timeline(tl.read_csv(), "KAZ", width="183mm").save(sys.argv[1])
