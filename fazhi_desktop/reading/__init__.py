"""A finished report: text or DOCX to paragraphs, outline and facts."""
