"""What readers get, made of releases only: the summary and every form of it (text, chart, workbook, file, page)."""
