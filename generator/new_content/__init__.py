"""New files of a newsroom: articles, authors, sections, pages, languages. Overwrites nothing."""
