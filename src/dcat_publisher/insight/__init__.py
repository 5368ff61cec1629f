"""What others will make of a catalogue: the national harvest rehearsed, quality scores, differences."""
