"""What the commands have in common: parameters, inputs one after the other, output, the record, filters."""
