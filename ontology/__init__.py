"""What the words mean: vocabulary, shapes, schemes, namespaces and IRIs."""
