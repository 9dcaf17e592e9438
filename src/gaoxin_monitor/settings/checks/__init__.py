"""Checks that look at more than one value: within a file, and across files. Each notes its findings in a document."""
