"""What the commands print, for people and as JSON: tables, lists, reports, pages."""
