//! Titles and labels of charts.

texts! {}
