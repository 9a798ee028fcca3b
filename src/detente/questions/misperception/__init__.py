"""What holds where sides see the conflict differently."""
