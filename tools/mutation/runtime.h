// Included before every line of a mutated source; see tools/mutate.
#pragma once

extern int carepress_active_mutant;  ///< -1: the code as it is written
extern unsigned char carepress_reached_mutants[];

/// Whether the program is to run with this mutant.
inline bool carepress_mutant(int number) {
    carepress_reached_mutants[number] = 1;
    return number == carepress_active_mutant;
}
