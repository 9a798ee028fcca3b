"""Case files and notes in: the only home of YAML, Markdown and pydantic."""
