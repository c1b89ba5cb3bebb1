#include "library/search_index.h"

#include "article/emergency_numbers.h"
#include "article/read.h"
#include "article/release.h"
#include "base/digest.h"
#include "base/hex.h"
#include "library/parallel.h"
#include "library/search_index_data.h"
#include "library/search_names.h"
#include "library/search_ranking.h"
#include "library/search_text.h"
#include "library/search_tokenizer.h"
#include "library/walk.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t application_id = 0x43505349;  // "CPSI", in the header of our files
constexpr std::int64_t schema_version = 3;
// An index whose words another ICU made does not fit: a query's words would be split and folded in other ways.
constexpr std::int64_t index_version = schema_version * 1000 + word_rules_version;

constexpr const char* schema = R"(
CREATE TABLE settings(name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE folders(path TEXT PRIMARY KEY, size, modified, changed, inode) WITHOUT ROWID;
CREATE TABLE articles(id INTEGER PRIMARY KEY, path TEXT UNIQUE, size, modified, changed, inode, digest BLOB,
                      code TEXT, language TEXT, status TEXT);
CREATE TABLE codes(code TEXT, article INTEGER, PRIMARY KEY(code, article)) WITHOUT ROWID;
CREATE INDEX codes_by_article ON codes(article);
CREATE TABLE names(name TEXT, article INTEGER, worth INTEGER, PRIMARY KEY(name, article)) WITHOUT ROWID;
CREATE INDEX names_by_article ON names(article);
CREATE TABLE synonyms(name TEXT, other TEXT, is_same INTEGER, PRIMARY KEY(name, other)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(title, synonyms, keywords, codes, language, body, tokenize = 'carepress',
                                      prefix = '2 3');
INSERT INTO texts(texts, rank) VALUES('rank', 'relevance()');
CREATE VIRTUAL TABLE words USING fts5vocab(texts, row);
)";

FileStamp stamp_in(const Statement& row, int column) {
    return {row.integer(column), row.integer(column + 1), row.integer(column + 2), row.integer(column + 3)};
}

void bind_stamp(Statement& statement, int parameter, const FileStamp& stamp) {
    statement.bind(parameter, stamp.size)
        .bind(parameter + 1, stamp.modified)
        .bind(parameter + 2, stamp.changed)
        .bind(parameter + 3, stamp.inode);
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += text + "\n";
    return all;
}

/// An article on its way into the index.
struct Reading {
    std::int64_t id = 0;  ///< 0: new
    std::string path;
    FileStamp stamp;
    Sha256 known{}, digest{};
    bool readable = false;
    article::Metadata metadata;
    std::string codes, body;
};

void read(Reading& reading, const std::string& library) {
    try {
        const Source source = read_source(library + "/" + reading.path);
        reading.digest = sha256(source.bytes);
        reading.readable = true;
        if (reading.id != 0 && reading.digest == reading.known) return;
        Diagnostics ignored(source);
        article::Article article = article::read_article(source, ignored);
        // One index serves all brands; those who look for 988 look for the number of the United States.
        article::fill_numbers(article, article::us_emergency_numbers(), ignored);
        reading.body = searchable_text(article);
        reading.metadata = std::move(article.metadata);
        reading.codes = reading.metadata.code + "\n";
        for (const article::Topic& topic : reading.metadata.topics)
            reading.codes += topic.system + " " + topic.code + "\n";
    } catch (const std::exception&) {
        reading.readable = false;  // it can't be found, and is looked at again next time
    }
}

std::string canonical(const std::string& library) {
    std::error_code error;
    const fs::path path = fs::canonical(library, error);
    return error ? library : path.string();
}

void make_tables(Database& database, const std::string& library) {
    Transaction transaction(database);
    database.execute(schema);
    database.execute("PRAGMA application_id = " + std::to_string(application_id) +
                     "; PRAGMA user_version = " + std::to_string(index_version));
    const std::string place = canonical(library);
    database.prepare("INSERT INTO settings VALUES('library', ?)").bind(1, place).run();
    transaction.commit();
}

std::int64_t pragma(Database& database, const char* name) {
    Statement statement = database.prepare(std::string("PRAGMA ") + name);
    return statement.step() ? statement.integer(0) : 0;
}

/// Opens the index; throws DatabaseError with SQLITE_MISMATCH for what has to be made anew and may be.
Database open_index(const std::string& file, const std::string& library, bool is_cache) {
    Database database(file);
    database.execute("PRAGMA busy_timeout = 10000");
    add_tokenizer(database);
    add_ranking(database);
    Statement tables = database.prepare("SELECT count(*) FROM sqlite_master");
    if (tables.step() && tables.integer(0) == 0) {
        tables.reset();
        make_tables(database, library);
        return database;
    }
    tables.reset();
    if (pragma(database, "application_id") != application_id) {
        if (is_cache) throw DatabaseError(file + " is something else", SQLITE_MISMATCH);
        throw EnvironmentError(file +
                               " is a database, but no search index of carepress; name another file with --index");
    }
    if (pragma(database, "user_version") != index_version)
        throw DatabaseError(file + " is of another version", SQLITE_MISMATCH);
    Statement made_for = database.prepare("SELECT value FROM settings WHERE name = 'library'");
    const std::string other = made_for.step() ? std::string(made_for.text(0)) : std::string();
    if (other == canonical(library)) return database;
    if (is_cache) throw DatabaseError(file + " is of another library", SQLITE_MISMATCH);
    throw EnvironmentError(file + " is the index of another library, " + other + "; name another file with --index");
}

/// A file that SQLite says is broken, and is ours by its header: bytes 68 to 71 hold the application id.
bool was_ours(const std::string& file) {
    try {
        const std::string bytes = read_source(file, 4'000'000'000).bytes;
        return bytes.size() >= 72 && bytes.starts_with("SQLite format 3") && bytes.substr(68, 4) == "CPSI";
    } catch (const std::exception&) {
        return false;
    }
}

Database open_or_make(const std::string& file, const std::string& library, bool is_cache) {
    std::error_code error;
    if (const fs::path folder = fs::path(file).parent_path(); !folder.empty()) fs::create_directories(folder, error);
    try {
        return open_index(file, library, is_cache);
    } catch (const DatabaseError& broken) {
        const bool can_be_made_anew =
            broken.code() == SQLITE_NOTADB || broken.code() == SQLITE_CORRUPT || broken.code() == SQLITE_MISMATCH;
        if (!can_be_made_anew) throw;
        if (!is_cache && broken.code() != SQLITE_MISMATCH && !was_ours(file))
            throw EnvironmentError(file + " is not a search index of carepress; name another file with --index");
    }
    for (const char* ending : {"", "-journal", "-wal", "-shm"}) fs::remove(file + ending, error);
    return open_index(file, library, is_cache);
}

std::int64_t setting(Database& database, const char* name) {
    Statement find = database.prepare("SELECT value FROM settings WHERE name = ?");
    find.bind(1, std::string_view(name));
    return find.step() ? find.integer(0) : 0;
}

void set(Database& database, const char* name, std::int64_t value) {
    database.prepare("INSERT OR REPLACE INTO settings VALUES(?, ?)")
        .bind(1, std::string_view(name))
        .bind(2, value)
        .run();
}

void remove(Database& database, std::int64_t id) {
    for (const char* sql : {"DELETE FROM texts WHERE rowid = ?", "DELETE FROM codes WHERE article = ?",
                            "DELETE FROM names WHERE article = ?", "DELETE FROM articles WHERE id = ?"})
        database.prepare(sql).bind(1, id).run();
}

void store(Database& database, WordSplitter& splitter, Reading& reading, std::int64_t now, IndexChanges& changes) {
    if (!reading.readable) {
        if (reading.id != 0) remove(database, reading.id);
        if (reading.id != 0) ++changes.removed;
        return;
    }
    const FileStamp stamp = is_racy(reading.stamp, now) ? FileStamp{} : reading.stamp;
    if (reading.id != 0 && reading.digest == reading.known) {
        Statement update =
            database.prepare("UPDATE articles SET size = ?, modified = ?, changed = ?, inode = ? WHERE id = ?");
        bind_stamp(update, 1, stamp);
        update.bind(5, reading.id).run();
        return;
    }
    ++(reading.id == 0 ? changes.added : changes.changed);
    if (reading.id != 0) remove(database, reading.id);
    const article::Metadata& metadata = reading.metadata;
    Statement article = database.prepare(
        "INSERT INTO articles(path, size, modified, changed, inode, digest, code, language, status) VALUES(?, ?, ?, ?, "
        "?, ?, ?, ?, ?)");
    bind_stamp(article, 2, stamp);
    article.bind(1, reading.path).bind_blob(6, bytes_of(reading.digest));
    const std::string status(metadata.release.status ? article::name_of(*metadata.release.status) : "");
    article.bind(7, metadata.code).bind(8, metadata.language).bind(9, status).run();
    const std::int64_t id = database.last_row();

    const std::string synonyms = joined(metadata.synonyms), keywords = joined(metadata.keywords);
    Statement texts = database.prepare(
        "INSERT INTO texts(rowid, title, synonyms, keywords, codes, language, body) VALUES(?, ?, ?, ?, ?, ?, ?)");
    texts.bind(1, id).bind(2, metadata.title).bind(3, synonyms).bind(4, keywords).bind(5, reading.codes);
    texts.bind(6, metadata.language).bind(7, reading.body).run();
    Statement code = database.prepare("INSERT OR IGNORE INTO codes VALUES(?, ?)");
    std::vector<std::string> all{folded_code(metadata.code)};
    for (const article::Topic& topic : metadata.topics) all.push_back(folded_code(topic.code));
    for (const std::string& each : all)
        if (!each.empty()) code.bind(1, each).bind(2, id).run();
    Statement name = database.prepare("INSERT OR IGNORE INTO names VALUES(?, ?, ?)");
    for (const ArticleName& each : names_of(splitter, metadata))
        name.bind(1, each.name).bind(2, id).bind(3, each.worth).run();
}

}  // namespace

SearchIndex::SearchIndex(const std::string& file, const std::string& library, bool is_cache)
    : data_(std::make_unique<SearchIndexData>(open_or_make(file, library, is_cache), library)) {}
SearchIndex::SearchIndex(SearchIndex&&) noexcept = default;
SearchIndex::~SearchIndex() = default;

void SearchIndex::use_synonyms(const std::string& file) {
    SearchIndexData& own = *data_;
    const Source table = read_source(file);
    const Sha256 digest = sha256(table.bytes);
    const std::string_view wanted = bytes_of(digest);
    Statement find = own.database.prepare("SELECT value FROM settings WHERE name = 'synonyms'");
    if (find.step() && find.text(0) == wanted) return;
    find.reset();
    Transaction transaction(own.database);
    store_synonyms(own.database, own.splitter, table);
    own.database.prepare("INSERT OR REPLACE INTO settings VALUES('synonyms', ?)").bind_blob(1, wanted).run();
    transaction.commit();
}

std::size_t SearchIndex::size() {
    Statement count = data_->database.prepare("SELECT count(*) FROM articles");
    return count.step() ? static_cast<std::size_t>(count.integer(0)) : 0;
}

IndexChanges SearchIndex::refresh(std::int64_t now, unsigned threads) {
    SearchIndexData& own = *data_;
    constexpr std::size_t batch = 1024;  // articles in memory at once
    IndexChanges changes;
    Transaction transaction(own.database);
    const bool was_empty = size() == 0;
    std::vector<bool> seen;
    std::vector<Reading> waiting;
    Statement find =
        own.database.prepare("SELECT id, size, modified, changed, inode, digest FROM articles WHERE path = ?");
    Statement last = own.database.prepare("SELECT max(id) FROM articles");
    last.step();
    const auto last_known = static_cast<std::size_t>(last.integer(0));
    last.reset();
    seen.resize(last_known + 1);
    const auto read_waiting = [&] {
        for_each_in_parallel(waiting, threads, [&](Reading& reading) { read(reading, own.library); });
        for (Reading& reading : waiting) store(own.database, own.splitter, reading, now, changes);
        waiting.clear();
    };
    own.database.execute("DELETE FROM folders");
    Statement folder = own.database.prepare("INSERT OR REPLACE INTO folders VALUES(?, ?, ?, ?, ?)");
    WalkEvents events;
    events.visit = [&](std::string&& path, const FileStamp& stamp) {
        Reading reading;
        find.bind(1, path);
        bool is_same = false;
        if (find.step()) {
            reading.id = find.integer(0);
            is_same = stamp_in(find, 1) == stamp;
            const std::string_view digest = find.text(5);
            if (digest.size() == reading.known.size()) std::copy(digest.begin(), digest.end(), reading.known.begin());
            seen[static_cast<std::size_t>(reading.id)] = true;
        }
        find.reset();
        if (is_same) return;
        reading.path = std::move(path);
        reading.stamp = stamp;
        waiting.push_back(std::move(reading));
        if (waiting.size() == batch) read_waiting();
    };
    events.visit_folder = [&](const std::string& path, const FileStamp& stamp) {
        folder.bind(1, path);
        bind_stamp(folder, 2, is_racy(stamp, now) ? FileStamp{} : stamp);
        folder.run();
    };
    walk_articles(own.library, events);
    read_waiting();

    std::vector<std::int64_t> gone;
    Statement all = own.database.prepare("SELECT id FROM articles WHERE id <= ?");
    all.bind(1, static_cast<std::int64_t>(last_known));
    while (all.step())
        if (!seen[static_cast<std::size_t>(all.integer(0))]) gone.push_back(all.integer(0));
    for (const std::int64_t id : gone) remove(own.database, id);
    changes.removed += gone.size();
    if (was_empty && changes.added > 0) own.database.execute("INSERT INTO texts(texts) VALUES('optimize')");
    set(own.database, "checked", now);
    transaction.commit();
    own.known_version = -1;  // SQLite tells of the changes of others only
    return changes;
}

bool SearchIndex::looks_fresh(std::int64_t now, std::int64_t longest) {
    const std::int64_t checked = setting(data_->database, "checked");
    if (checked == 0 || now < checked || now - checked > longest) return false;
    Statement folders = data_->database.prepare("SELECT path, size, modified, changed, inode FROM folders");
    while (folders.step()) {
        const std::string path = data_->library + "/" + std::string(folders.text(0));
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0 || stamp_of(status) != stamp_in(folders, 1)) return false;
    }
    return true;
}

bool SearchIndex::is_true(const std::vector<SearchHit>& hits) {
    Statement find = data_->database.prepare("SELECT size, modified, changed, inode FROM articles WHERE path = ?");
    return std::all_of(hits.begin(), hits.end(), [&](const SearchHit& hit) {
        const std::optional<FileStamp> now = stamp_of(data_->library + "/" + hit.path);
        find.bind(1, hit.path);
        const bool same = find.step() && now && stamp_in(find, 0) == *now;
        find.reset();
        return same;
    });
}

std::string index_in_folder(const std::string& folder, const std::string& library) {
    if (folder.empty())
        throw EnvironmentError(
            "there is no cache folder for the index: set HOME or XDG_CACHE_HOME, or name a file with --index");
    const std::string place = canonical(library);
    std::string name;  // the last digit first, as in the names of existing indexes
    for (std::uint64_t hash = XXH3_64bits(place.data(), place.size()), i = 0; i < 16; ++i, hash >>= 4)
        name += lower_hex_digits[hash & 15];
    return folder + "/search-" + name + ".sqlite";
}

std::vector<SearchHit> search_library(SearchIndex& index, const SearchQuery& query, std::int64_t now,
                                      std::int64_t longest) {
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    const bool fresh = index.looks_fresh(now, longest);
    if (!fresh) index.refresh(now, threads);
    std::vector<SearchHit> hits = index.search(query);
    if (!fresh || index.is_true(hits)) return hits;
    index.refresh(now, threads);
    return index.search(query);
}

}  // namespace carepress::library
