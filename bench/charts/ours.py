import sys

import tinytl as tl

chart = tl.timeline(tl.read_csv(), "KAZ", width="183mm")
chart.save(sys.argv[1]) if sys.argv[1:] else chart._repr_mimebundle_()
