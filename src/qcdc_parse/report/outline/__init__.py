"""Đề cương: outlines read as schemas, saved, corrected and read again."""
