"""Bytes to clean paragraphs: HTML, PDF, feeds. Not the meaning of the words, and nothing about who published them."""
