"""What is public: releases of a site, one of them shown, archives, and what a page said on a day."""
