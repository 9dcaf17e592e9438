"""From the bytes of a file to figures and member facts: reading, detection, importers under a guard, the cell ledger.

The way in is :func:`gaoxin_monitor.importing.prepare.prepare`; importers come from
:func:`gaoxin_monitor.importing.loading.load_importers`; what both exchange stands in
:mod:`gaoxin_monitor.importing.model`. This package imports nothing by itself: its worker process starts fast.
"""
