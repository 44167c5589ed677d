"""Every wait that is not the operator's to choose (those are in settings.py), in seconds."""

READ_WINDOW = 60.0
"""The service counts status reads over so long."""
FIRST_READ = 5.0
"""No job is done sooner: a read before would be wasted."""
SHORTEST_GAP, LONGEST_GAP = 15.0, 60.0
"""Between two reads of one job. 15 seconds spread what the budget allows evenly over the minute."""
GAP_OF_AGE = 0.25
"""The longer a job has been worked on, the less it matters to know its end to the second."""
READ_MISSES = 3
"""A service that has just taken a job may not find it at once; after so many times it does not know it."""

FIRST_REST, LONGEST_REST = 5.0, 300.0
"""Without status reads, after one that failed."""
LONGEST_REST_WHEN_DOWN = 60.0
"""A service that is back should not wait long for its first reader."""
REST_WHEN_BUSY = 60.0
"""After a refused read that names no time: the limit counts by the minute."""

FIRST_SEND_WAIT, LONGEST_SEND_WAIT = 5.0, 60.0
"""Between two attempts to send what the service certainly did not get, unless it asked for more."""
SEND_WAIT_WHEN_BUSY, LONGEST_SEND_WAIT_ASKED = 300.0, 3600.0
"""How long a busy service is left alone that names no time, and at most if it names one."""

SENDINGS_AT_ONCE = 3
"""A visit does not wait behind the hundreds of megabytes of somebody's documents."""

FIRST_RETRY_WAIT = 0.5
"""Before a GET is tried again; doubles."""
LOOK_AGAIN = 2.0
"""Work and webhooks may reach another process, which writes them into the shared ledger."""
AFTER_TROUBLE = 5.0
"""To a thread's next turn after one that failed."""
IDLE = 3600.0
"""When there is nothing to wait for."""
SHORTEST_SLEEP = 0.01
"""Against rounding: a wait of less may leave the clock where it was."""
ORPHANED = 3600.0
"""A kept file without an entry that is younger may be one that is just being kept."""
