"""The rehearsal of a harvest: fetch, parse, split and read a catalogue as data.norge.no does."""
