#include "bless.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace carepress::test {
namespace {

const std::string source_folder = CAREPRESS_SOURCE_FOLDER;

std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The rooms of src/CMakeLists.txt, and those that each USES.
std::map<std::string, std::set<std::string>> rooms_of_cmake() {
    const std::string text = read(source_folder + "/src/CMakeLists.txt");
    const auto words_of = [](const std::string& list) {
        std::set<std::string> words;
        const std::regex word("[a-z_0-9]+");
        for (std::sregex_iterator it(list.begin(), list.end(), word), end; it != end; ++it) words.insert((*it)[0]);
        return words;
    };
    std::map<std::string, std::set<std::string>> rooms;
    const std::regex call(R"(carepress_room\(([a-z_]+)(?:\s+USES\s+([a-z_\s]+?))?(?=\s+LIBRARIES|\s*\)))");
    for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
        rooms[(*it)[1]] = words_of((*it)[2]);
    return rooms;
}

/// Where a room is: 0 uses no other one, 1 only those of floor 0, and so on.
int floor_of(const std::string& room, const std::map<std::string, std::set<std::string>>& rooms) {
    int floor = 0;
    for (const std::string& used : rooms.at(room)) floor = std::max(floor, floor_of(used, rooms) + 1);
    return floor;
}

/// The drawing of docs/architecture.md.
std::string drawing() {
    const auto rooms = rooms_of_cmake();
    std::map<int, std::vector<std::string>, std::greater<>> floors;
    for (const auto& [room, uses] : rooms) floors[floor_of(room, rooms)].push_back(room);
    std::string text = "```\n";
    for (const auto& [floor, names] : floors)
        for (const std::string& name : names) {
            std::string line = std::to_string(floor) + "  " + name;
            const char* separator = " uses ";
            line.resize(std::max<std::size_t>(line.size(), 18), ' ');
            for (const std::string& used : rooms.at(name)) {
                line += separator + used;
                separator = ", ";
            }
            text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        }
    return text + "```\n";
}

/// Every folder of src is a room, and no room is without a folder.
TEST(Rooms, are_the_folders_of_src) {
    std::set<std::string> folders, rooms;
    for (const auto& entry : std::filesystem::directory_iterator(source_folder + "/src"))
        if (entry.is_directory()) folders.insert(entry.path().filename().string());
    for (const auto& room : rooms_of_cmake()) rooms.insert(room.first);
    EXPECT_EQ(rooms, folders);
}

/// A room includes headers of the rooms below it only.
TEST(Rooms, include_only_what_they_use) {
    const auto rooms = rooms_of_cmake();
    std::map<std::string, std::set<std::string>> reachable;
    for (const auto& room : rooms) {
        std::vector<std::string> open{room.first};
        while (!open.empty()) {
            const std::string next = open.back();
            open.pop_back();
            if (reachable[room.first].insert(next).second)
                open.insert(open.end(), rooms.at(next).begin(), rooms.at(next).end());
        }
    }
    const std::regex include(R"re(#include "([a-z_0-9]+)/)re");
    std::size_t includes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder + "/src")) {
        if (!entry.is_regular_file() || entry.path().extension() == ".txt") continue;
        const std::string room = entry.path().parent_path().filename().string();
        const std::string text = read(entry.path().string());
        for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it) {
            ++includes;
            EXPECT_TRUE(!rooms.contains((*it)[1]) || reachable[room].contains((*it)[1]))
                << entry.path() << " includes a header of " << (*it)[1];
        }
    }
    EXPECT_GT(includes, 1'000u);
}

/// What a file declares is in the namespace of its room; base, which is under all of them, is `carepress` itself.
TEST(Rooms, have_a_namespace_each) {
    const auto rooms = rooms_of_cmake();
    const std::regex opened(R"re((?:^|\n)namespace carepress(?:::([a-z_0-9]+))?[a-z_0-9:]* \{)re");
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(source_folder + "/src")) {
        const std::string extension = entry.path().extension();
        const std::string room = entry.path().parent_path().filename();
        const bool is_public = room == "api";  // declares what others include, in carepress::v0
        if ((extension != ".h" && extension != ".cpp") || entry.path().filename() == "main.cpp") continue;
        ++files;
        const std::string text = read(entry.path().string());
        bool has_own = room == "base" || is_public;
        for (std::sregex_iterator it(text.begin(), text.end(), opened), end; it != end; ++it) {
            const std::string name = (*it)[1];
            has_own |= name == room;
            EXPECT_TRUE(name == room || !rooms.contains(name)) << entry.path() << " opens the namespace of " << name;
        }
        EXPECT_TRUE(has_own) << entry.path() << " declares nothing in carepress::" << room;
    }
    EXPECT_GT(files, 300u);
}

/// CAREPRESS_BLESS=1 draws it anew.
TEST(Rooms, are_drawn_in_architecture_md) {
    const std::string path = source_folder + "/docs/architecture.md", begin = "<!-- rooms -->\n",
                      end = "<!-- /rooms -->";
    const std::string text = read(path);
    const std::size_t from = text.find(begin), to = text.find(end);
    ASSERT_TRUE(from != std::string::npos && to != std::string::npos && from < to);
    const std::size_t first = from + begin.size();
    if (is_blessing())
        std::ofstream(path) << text.substr(0, first) + drawing() + text.substr(to);
    else
        EXPECT_EQ(text.substr(first, to - first), drawing());
}

}  // namespace
}  // namespace carepress::test
