"""What each rule is for, with a bad and a good example; loaded only when somebody asks."""
