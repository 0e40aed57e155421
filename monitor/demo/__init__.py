"""The demonstration: bundled stories, staged as the pages and papers they were published on, and played through the real monitor."""
