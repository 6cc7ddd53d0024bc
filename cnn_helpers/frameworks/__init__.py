"""What needs TensorFlow or PyTorch: each is imported inside the functions, so that this package stays light."""
