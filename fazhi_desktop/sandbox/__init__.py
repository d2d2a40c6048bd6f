"""Named readers in one reused child process with limits."""
