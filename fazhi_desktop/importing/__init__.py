"""Department workbooks: bytes to grids to blocks to proposals to one edit."""
