"""What people say of what was read: confirmed, rejected, added."""
