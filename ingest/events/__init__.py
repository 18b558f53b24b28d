"""What documents celebrate or drive: emulation movements and anniversaries."""
