"""From content to pages: measures, pages made of drawing steps, then bytes."""
