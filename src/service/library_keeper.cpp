#include "service/library_keeper.h"

#include "base/digest.h"
#include "base/error.h"
#include "library/file_stamp.h"
#include "library/walk.h"
#include "net/clock.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace carepress::service {
namespace fs = std::filesystem;

namespace {

std::int64_t nanoseconds_now() { return std::chrono::nanoseconds(net::wall_time().time_since_epoch()).count(); }

void append(std::string& text, const std::string& path, const library::FileStamp& stamp) {
    text.append(path).append("\t").append(std::to_string(stamp.size)).append(" ");
    text.append(std::to_string(stamp.modified)).append(" ").append(std::to_string(stamp.changed)).append(" ");
    text.append(std::to_string(stamp.inode)).append("\n");
}

/// The stamps of all files below a folder of layouts, brands or words, whatever they are.
void append_folder(std::vector<std::string>& lines, const std::string& folder) {
    std::error_code error;
    for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        std::string line;
        if (const auto stamp = library::stamp_of(entry->path().string())) append(line, entry->path().string(), *stamp);
        lines.push_back(std::move(line));
    }
}

/// What `now` has wrong that `before` had not: a layout or brand that is gone because it is broken.
bool is_worse(const LoadedLibrary& now, const LoadedLibrary& before) {
    if (now.diagnostics().empty()) return false;
    const auto is_missing_layout = [&](const auto& each) { return now.find_layout(each.name) == nullptr; };
    const auto is_missing_brand = [&](const auto& each) { return now.find_brand(each.name) == nullptr; };
    return std::any_of(before.layouts().begin(), before.layouts().end(), is_missing_layout) ||
           std::any_of(before.brands().begin(), before.brands().end(), is_missing_brand);
}

std::string on_one_line(const Diagnostic& diagnostic) {
    constexpr std::string_view before_hint = "\n  hint: ";
    std::string text = format(diagnostic);
    if (const std::size_t at = text.find(before_hint); at != std::string::npos)
        text.replace(at, before_hint.size(), "; ");
    return text;
}

}  // namespace

LibraryKeeper::LibraryKeeper(const ServiceSettings& settings, Tell tell)
    : settings_(settings), tell_(std::move(tell)), fingerprint_(fingerprint()) {
    current_ = std::make_shared<const LoadedLibrary>(settings_, 1, nanoseconds_now());
    for (const Diagnostic& diagnostic : current()->diagnostics()) tell_(on_one_line(diagnostic));
}

LibraryKeeper::~LibraryKeeper() {
    {
        const std::lock_guard lock(mutex_);
        stops_ = true;
    }
    stops_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

LibraryPointer LibraryKeeper::current() const {
    const std::lock_guard lock(mutex_);
    return current_;
}

void LibraryKeeper::watch() {
    thread_ = std::thread([this] { run(); });
}

void LibraryKeeper::run() {
    std::chrono::milliseconds pause = settings_.first_look_again;
    std::unique_lock lock(mutex_);
    while (!stops_changed_.wait_for(lock, pause, [this] { return stops_; })) {
        lock.unlock();
        const net::TimePoint begin = net::now();
        try {
            const bool is_new = has_changed();
            // Looking at a large library takes a while: it gets a fiftieth of a processor at most.
            const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(net::now() - begin);
            pause = std::max(settings_.first_look_again, 50 * took);
            if (is_new) reload();
        } catch (const std::exception& error) {
            tell_(std::string("the library can't be looked at: ") + error.what());
        }
        lock.lock();
    }
}

void LibraryKeeper::reload() {
    const std::lock_guard lock(loading_);
    const LibraryPointer before = current();
    try {
        fingerprint_ = fingerprint();
        auto loaded = std::make_shared<const LoadedLibrary>(settings_, before->generation() + 1, nanoseconds_now());
        if (is_worse(*loaded, *before)) {
            for (const Diagnostic& diagnostic : loaded->diagnostics()) tell_(on_one_line(diagnostic));
            throw EnvironmentError("a layout or brand is broken; the service goes on with the one before");
        }
        const std::size_t articles = loaded->catalog().entries().size();
        {
            const std::lock_guard swap(mutex_);
            current_ = std::move(loaded);
        }
        ++reloads_;
        tell_("the library was loaded again: " + std::to_string(articles) + " articles");
    } catch (const std::exception& error) {
        ++failed_reloads_;
        tell_(std::string("the library was not loaded again: ") + error.what());
    }
}

bool LibraryKeeper::has_changed() {
    const std::string now = fingerprint();
    const std::lock_guard lock(loading_);
    return now != fingerprint_;
}

std::string LibraryKeeper::fingerprint() const {
    std::vector<std::string> lines;
    library::walk_articles(settings_.library, {[&](std::string&& path, const library::FileStamp& stamp) {
                               append(lines.emplace_back(), path, stamp);
                           }});
    const std::string sets = (fs::path(settings_.library) / job::sets_file).string();
    if (const auto stamp = library::stamp_of(sets)) append(lines.emplace_back(), sets, *stamp);
    for (const char* folder : {"layouts", "brands", "messages", "notices"})
        append_folder(lines, settings_.resources.data.file(folder));
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines) all += line;
    return hex(sha256(all));
}

}  // namespace carepress::service
