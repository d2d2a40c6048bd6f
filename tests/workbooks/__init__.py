"""Department workbooks with truth tables: what a careful clerk reads from each of them."""
