"""The pieces that screens are made of. They hold no workspace: values come down, messages go up."""
