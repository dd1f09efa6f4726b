//! Industrial processes and the use of products.
