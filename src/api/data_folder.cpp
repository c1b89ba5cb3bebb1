#include "api/data_folder.h"

#include <carepress/engine.h>
#include <dlfcn.h>

#include <filesystem>
#include <system_error>
#include <vector>

namespace carepress::api {
namespace fs = std::filesystem;

namespace {

bool has_data(const fs::path& folder) {
    std::error_code error;
    return fs::is_directory(folder / "layouts", error) && fs::is_regular_file(folder / "fonts/fonts.yaml", error);
}

/// The folder of the file that this function is in.
fs::path own_folder() {
    Dl_info info{};
    if (::dladdr(reinterpret_cast<const void*>(&check_data_folder), &info) == 0 || info.dli_fname == nullptr) return {};
    // A library that was loaded by a relative path may be asked for its place in another current folder.
    std::error_code error;
    const fs::path file = fs::canonical(info.dli_fname, error);
    return error ? fs::path() : file.parent_path();
}

/// share/carepress is two folders up from lib/x86_64-linux-gnu, and one from lib or bin.
std::vector<fs::path> places_near(const fs::path& folder) {
    constexpr int highest = 2;
    std::vector<fs::path> places;
    fs::path above = folder;
    for (int up = 0; up <= highest && !above.empty(); ++up, above = above.parent_path())
        places.push_back(above / "share/carepress");
    places.push_back(folder.parent_path().parent_path());  // built in build/<preset>
    return places;
}

}  // namespace

std::string find_own_data_folder() {
    const fs::path folder = own_folder();
    if (folder.empty())
        throw v0::EngineError("cannot find the place of the carepress library itself; name the data folder instead");
    std::string tried;
    for (const fs::path& place : places_near(folder)) {
        if (has_data(place)) return place.string();
        tried += (tried.empty() ? "" : ", ") + place.string();
    }
    throw v0::EngineError("cannot find carepress's layouts, brands and fonts manifest; looked in " + tried +
                          "; install them there, or name the folder that has them");
}

void check_data_folder(const std::string& folder) {
    if (!has_data(folder))
        throw v0::EngineError("the folder \"" + folder +
                              "\" does not have carepress's data: layouts/ and fonts/fonts.yaml are missing; name the "
                              "folder share/carepress of an installation");
}

}  // namespace carepress::api
