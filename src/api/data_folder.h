#pragma once

#include <string>

namespace carepress::api {

/// Where the data is that belongs to this library (or, linked statically, to the program): share/carepress beside its
/// folder or beside one of those above it, else the source tree that it was built from. Throws v0::EngineError, naming
/// all places that were tried.
std::string find_own_data_folder();

/// Throws v0::EngineError if the folder does not have the data of carepress.
void check_data_folder(const std::string& folder);

}  // namespace carepress::api
