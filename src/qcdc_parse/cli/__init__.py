"""The command line ``qcdc``: it reads arguments and prints; every decision is the library's."""

from qcdc_parse.cli.app import app, main

__all__ = ["app", "main"]
