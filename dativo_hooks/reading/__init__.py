"""Reading YAML: bytes in, a document or one clear problem for each fault out."""
