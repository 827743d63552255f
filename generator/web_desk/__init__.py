"""The program of the web desk, Sveltia CMS: how it comes into assets/admin/."""
