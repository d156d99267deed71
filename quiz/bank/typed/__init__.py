"""Judge typed answers; loaded only when there is one to judge."""
