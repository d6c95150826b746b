"""Characters that some versions of Python don't know: the same sources must give the same bytes.

Whether a character is a letter, and what its small letter is, Python looks up in the Unicode that
it was built with: 13.0 in Python 3.10, 15.1 in 3.13. Nothing else has changed in between for what
13.0 has. The clouds are no newer: Java 17, say, has Unicode 13.0 as well.
"""

from __future__ import annotations

import re

NEWER = re.compile(
    "["
    "\u0558\u058b-\u058c\u05c8-\u05c9\u061d\u0870-\u089f\u08b5\u08c8-\u08d2\u0b53-\u0b54"
    "\u0c3c\u0c5c-\u0c5d\u0cdc-\u0cdd\u0cf3\u0ece\u170d\u1715-\u171f\u180f\u1ac1-\u1af0"
    "\u1b4c-\u1b4f\u1b7d-\u1b7f\u1c89-\u1c8a\u1dfa\u208f\u209d-\u209f\u20c0-\u20c4"
    "\u2427-\u2429\u2b96\u2c2f\u2c5f\u2e53-\u2e63\u2ffc-\u2fff\u31e4-\u31ef\u9ffd-\u9fff"
    "\ua7c0-\ua7c1\ua7cb-\ua7f4\uab6c-\uab6d\ufbc2-\ufbd2\ufd40-\ufd4f\ufd90-\ufd91"
    "\ufdc8-\ufdcf\ufdfe-\ufdff\U00010570-\U000105f3\U00010780-\U000107bf"
    "\U00010940-\U00010959\U00010d40-\U00010d8f\U00010ec2-\U00010eff\U00010f70-\U00010f89"
    "\U00011070-\U00011075\U000110c2\U0001123f-\U00011241\U00011380-\U000113e2\U000116b9"
    "\U000116d0-\U000116e3\U00011740-\U00011746\U00011ab0-\U00011abf\U00011b00-\U00011bf9"
    "\U00011db0-\U00011df1\U00011f00-\U00011f5a\U0001246f\U00012475-\U0001247f"
    "\U00012550-\U00012ff2\U0001342f\U00013439-\U000143fa\U00016100-\U00016139"
    "\U00016a70-\U00016ac9\U00016d40-\U00016d79\U00016ea0-\U00016ed3\U00016ff2-\U00016ff6"
    "\U000187f8-\U000187ff\U00018cd6-\U00018cff\U00018d09-\U0001affe\U0001b11f-\U0001b132"
    "\U0001b155\U0001b168\U0001cc00-\U0001cfc3\U0001d127-\U0001d128\U0001d1e9-\U0001d1ff"
    "\U0001d250-\U0001d2d3\U0001d6a6\U0001db00-\U0001dfff\U0001e030-\U0001e08f"
    "\U0001e290-\U0001e2ae\U0001e4d0-\U0001e7fe\U0001f1ae\U0001f6d8-\U0001f6df"
    "\U0001f774-\U0001f77f\U0001f7d9-\U0001f7db\U0001f7f0-\U0001f7ff\U0001f8b2-\U0001f8d8"
    "\U0001f979\U0001f9cc\U0001fa54-\U0001fa57\U0001fa75-\U0001fa77\U0001fa7b-\U0001fa7c"
    "\U0001fa87-\U0001fa8f\U0001faa9-\U0001faaf\U0001fab7-\U0001fabf\U0001fac3-\U0001facf"
    "\U0001fad7-\U0001fafa\U0001fbcb-\U0001fbef\U0001fbfa\U0002a6de-\U0002a6df"
    "\U0002b735-\U0002b73f\U0002b81e\U0002cea2-\U0002cead\U0002ebf0-\U0002ee5d"
    "\U00031350-\U0003fc3f"
    "]"
)
"""What Unicode 14.0 to 18.0 brought (DerivedAge.txt); some of it still stands for nothing."""

KNOWN = re.compile(f"[^{NEWER.pattern[1:]}+")
"""A run of everything else."""
