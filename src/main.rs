//! The program's entry: it knows every layer and holds no rule of its own.

fn main() {}
