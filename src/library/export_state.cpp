#include "library/export_state.h"

#include "article/release.h"
#include "library/portable_name.h"

#include <sqlite3.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>

namespace carepress::library {
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t schema_version = 3;
constexpr std::size_t largest_input = 100'000'000;  // bytes; collections of Chinese faces have 20 million

constexpr const char* schema = R"(
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE inputs(path TEXT PRIMARY KEY, size, modified, changed, inode, digest BLOB) WITHOUT ROWID;
CREATE TABLE articles(id INTEGER PRIMARY KEY, path TEXT UNIQUE, size, modified, changed, inode, digest BLOB, code TEXT,
                      language TEXT, name TEXT, pictures TEXT, status TEXT, embargo TEXT, expires TEXT, folded TEXT);
CREATE INDEX articles_by_folded_name ON articles(language, folded, path);
CREATE INDEX articles_by_name ON articles(language, name, path);
CREATE INDEX translations ON articles(name, language, path);
CREATE TABLE outputs(id INTEGER PRIMARY KEY, file TEXT UNIQUE, size, modified, inode, inputs BLOB, digest BLOB,
                     code TEXT, language TEXT, layout TEXT, brand TEXT, title TEXT, title_key BLOB, pages, line TEXT);
)";

/// Opens the database of a state; a file that is broken or of another version makes room for a new one.
Database open_state(const std::string& path, bool& is_new) {
    // SQLite would write through a symbolic link that somebody has put there.
    std::error_code unreadable;
    if (const fs::file_status status = fs::symlink_status(path, unreadable);
        fs::exists(status) && !fs::is_regular_file(status))
        fs::remove(path, unreadable);
    for (const bool may_replace : {true, false}) {
        try {
            Database database(path);
            database.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            Statement version = database.prepare("PRAGMA user_version");
            Statement tables = database.prepare("SELECT count(*) FROM sqlite_master");
            is_new = tables.step() && tables.integer(0) == 0;
            if (is_new || (version.step() && version.integer(0) == schema_version)) return database;
            if (!may_replace) throw DatabaseError(path + " is of another version of carepress", SQLITE_SCHEMA);
        } catch (const DatabaseError& error) {
            const bool is_broken = error.code() == SQLITE_NOTADB || error.code() == SQLITE_CORRUPT;
            if (!may_replace || !is_broken) throw;
        }
        std::error_code ignored;
        for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(path + ending, ignored);
    }
    throw DatabaseError("cannot replace " + path, SQLITE_CORRUPT);
}

void make_tables(Database& database) {
    Transaction transaction(database);
    database.execute(schema);
    database.execute("PRAGMA user_version = " + std::to_string(schema_version));
    transaction.commit();
}

Sha256 digest_of(std::string_view bytes) {
    Sha256 digest{};
    if (bytes.size() == digest.size()) std::copy(bytes.begin(), bytes.end(), digest.begin());
    return digest;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        lines.emplace_back(text.substr(0, text.find('\n')));
        text.remove_prefix(std::min(lines.back().size() + 1, text.size()));
    }
    return lines;
}

FileStamp stamp_in(const Statement& row, int column) {
    return {row.integer(column), row.integer(column + 1), row.integer(column + 2), row.integer(column + 3)};
}

Statement& bind_stamp(Statement& statement, int parameter, const FileStamp& stamp) {
    return statement.bind(parameter, stamp.size)
        .bind(parameter + 1, stamp.modified)
        .bind(parameter + 2, stamp.changed)
        .bind(parameter + 3, stamp.inode);
}

KnownArticle article_in(const Statement& row) {
    KnownArticle article;
    article.id = row.integer(0);
    article.path = row.text(1);
    article.stamp = stamp_in(row, 2);
    article.digest = digest_of(row.text(6));
    article.code = row.text(7);
    article.language = row.text(8);
    article.name = row.text(9);
    article.pictures = split_list(row.text(10));
    article.release.status = article::status_named(row.text(11));
    article.release.embargo = row.text(12);
    article.release.expires = row.text(13);
    return article;
}

/// All columns of "articles", or of those that are chosen.
std::string select_from(const char* table) {
    return std::string("SELECT id, path, size, modified, changed, inode, digest, code, language, name, pictures, ") +
           "status, embargo, expires FROM " + table + " ";
}

}  // namespace

ExportState::ExportState(const OutputFolder& folder, Shard shard)
    : begin_(folder.begin()), database_([&] {
          bool is_new = false;
          Database database = open_state(folder.own("state" + shard.suffix() + ".sqlite"), is_new);
          if (is_new) make_tables(database);
          return database;
      }()) {
    prepare_statements();
    if (!setting("complete").empty()) return;
    // A new one: what earlier exports left is in the manifests.
    Transaction transaction(database_);
    import(folder.path("manifest.jsonl"), shard);
    if (!shard.whole()) import(folder.path("manifest" + shard.suffix() + ".jsonl"), shard);
    set_setting("complete", "yes");
    transaction.commit();
}

ExportState::ExportState(const std::string& manifest) : database_("") {
    make_tables(database_);
    prepare_statements();
    Transaction transaction(database_);
    import(manifest, {});
    transaction.commit();
}

void ExportState::prepare_statements() {
    const auto prepare = [&](std::optional<Statement>& statement, const std::string& sql) {
        statement.emplace(database_.get(), sql);
    };
    database_.execute(
        "CREATE TEMP TABLE held(id INTEGER PRIMARY KEY); "
        "CREATE TEMP VIEW chosen AS SELECT * FROM articles WHERE id NOT IN (SELECT id FROM held)");
    prepare(find_article_, select_from("articles") + "WHERE path = ?");
    prepare(article_by_id_, select_from("articles") + "WHERE id = ?");
    prepare(
        english_articles_,
        select_from("chosen") + "WHERE name = ? AND (language = 'en' OR language GLOB 'en-*') ORDER BY language, path");
    prepare(add_article_,
            "INSERT INTO articles(path, size, modified, changed, inode, digest, code, language, name, pictures, "
            "status, embargo, expires, folded) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    prepare(change_article_,
            "UPDATE articles SET path = ?, size = ?, modified = ?, changed = ?, inode = ?, digest = ?, code = ?, "
            "language = ?, name = ?, pictures = ?, status = ?, embargo = ?, expires = ?, folded = ? WHERE id = ?");
    prepare(find_output_, "SELECT id, size, modified, 0, inode, inputs, digest FROM outputs WHERE file = ?");
    prepare(
        add_output_,
        "INSERT INTO outputs(file, size, modified, inode, inputs, digest, code, language, layout, brand, title, "
        "title_key, pages, line) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
        "ON CONFLICT(file) DO UPDATE SET size = ?2, modified = ?3, inode = ?4, inputs = ?5, digest = ?6, code = ?7, "
        "language = ?8, layout = ?9, brand = ?10, title = ?11, title_key = ?12, pages = ?13, line = ?14");
    prepare(set_stamp_, "UPDATE outputs SET size = ?, modified = ?, inode = ? WHERE id = ?");
    prepare(forget_output_, "DELETE FROM outputs WHERE file = ?");
    prepare(find_input_, "SELECT size, modified, changed, inode, digest FROM inputs WHERE path = ?");
    prepare(add_input_, "INSERT OR REPLACE INTO inputs VALUES(?, ?, ?, ?, ?, ?)");
}

void ExportState::import(const std::string& manifest, Shard shard) {
    read_manifest(manifest, [&](ManifestEntry&& entry) {
        const std::string name = fs::path(entry.file).stem().string();
        if (shard.contains(name)) store(entry, {});
    });
}

std::optional<KnownArticle> ExportState::article(const std::string& path) {
    find_article_->bind(1, path);
    std::optional<KnownArticle> article;
    if (find_article_->step()) article = article_in(*find_article_);
    find_article_->reset();
    return article;
}

KnownArticle ExportState::article(std::int64_t id) {
    article_by_id_->bind(1, id);
    KnownArticle article;
    if (article_by_id_->step()) article = article_in(*article_by_id_);
    article_by_id_->reset();
    return article;
}

void ExportState::store(KnownArticle& article) {
    // A file that may have been changed in the tick in which it was read is read again next time.
    const FileStamp stamp = is_racy(article.stamp, begin_) ? FileStamp{} : article.stamp;
    const std::string pictures = joined(article.pictures);
    Statement& statement = article.id == 0 ? *add_article_ : *change_article_;
    statement.bind(1, article.path);
    bind_stamp(statement, 2, stamp);
    statement.bind_blob(6, bytes_of(article.digest)).bind(7, article.code).bind(8, article.language);
    const std::string status(article.release.status ? article::name_of(*article.release.status) : "");
    statement.bind(9, article.name).bind(10, pictures).bind(11, status);
    statement.bind(12, article.release.embargo).bind(13, article.release.expires);
    const std::string folded = folded_name(article.name);
    statement.bind(14, folded);
    if (article.id != 0) statement.bind(15, article.id);
    statement.run();
    if (article.id == 0) article.id = database_.last_row();
}

std::int64_t ExportState::last_article_id() {
    Statement last = database_.prepare("SELECT max(id) FROM articles");
    return last.step() ? last.integer(0) : 0;
}

std::vector<KnownArticle> ExportState::english_articles(const std::string& name) {
    english_articles_->bind(1, name);
    std::vector<KnownArticle> articles;
    while (english_articles_->step()) {
        KnownArticle article = article_in(*english_articles_);
        if (articles.empty() || articles.front().language == article.language) articles.push_back(std::move(article));
    }
    english_articles_->reset();
    return articles;
}

void ExportState::for_each_article(const std::function<void(const KnownArticle&)>& visit) {
    Statement all = database_.prepare(select_from("chosen") + "ORDER BY language, name, path");
    while (all.step()) visit(article_in(all));
}

void ExportState::hold_back(const std::function<bool(const article::Release&)>& is_held) {
    database_.execute("DELETE FROM held");
    Statement hold = database_.prepare("INSERT INTO held VALUES(?)");
    Statement all = database_.prepare("SELECT id, status, embargo, expires FROM articles");
    while (all.step()) {
        const article::Release release{article::status_named(all.text(1)), std::string(all.text(2)),
                                       std::string(all.text(3))};
        if (is_held(release)) hold.bind(1, all.integer(0)).run();
    }
}

void ExportState::for_each_held(const std::function<void(const KnownArticle&)>& visit) {
    Statement all = database_.prepare(select_from("articles") + "WHERE id IN (SELECT id FROM held) ORDER BY path");
    while (all.step()) visit(article_in(all));
}

std::size_t ExportState::keep_articles(const std::vector<bool>& seen) {
    std::vector<std::int64_t> gone;
    Statement all = database_.prepare("SELECT id FROM articles");
    while (all.step()) {
        const auto id = static_cast<std::size_t>(all.integer(0));
        if (id >= seen.size() || !seen[id]) gone.push_back(all.integer(0));
    }
    Statement forget = database_.prepare("DELETE FROM articles WHERE id = ?");
    for (const std::int64_t id : gone) forget.bind(1, id).run();
    return gone.size();
}

std::optional<KnownOutput> ExportState::output(const std::string& file) {
    find_output_->bind(1, file);
    std::optional<KnownOutput> output;
    if (find_output_->step()) {
        output.emplace();
        output->id = find_output_->integer(0);
        output->stamp = stamp_in(*find_output_, 1);
        output->inputs = digest_of(find_output_->text(5));
        if (const std::string_view digest = find_output_->text(6); !digest.empty()) output->digest = digest_of(digest);
    }
    find_output_->reset();
    return output;
}

std::optional<ManifestEntry> ExportState::entry(const std::string& file) {
    Statement find = database_.prepare("SELECT line FROM outputs WHERE file = ?");
    find.bind(1, file);
    return find.step() ? parse_line(find.text(0)) : std::nullopt;
}

std::int64_t ExportState::last_output_id() {
    Statement last = database_.prepare("SELECT max(id) FROM outputs");
    return last.step() ? last.integer(0) : 0;
}

void ExportState::store(const ManifestEntry& entry, const FileStamp& stamp) {
    const std::string line = to_line(entry);
    const std::string_view key = title_order_.key(entry.language, entry.title);
    Statement& add = *add_output_;
    add.bind(1, entry.file).bind(2, stamp.size).bind(3, stamp.modified).bind(4, stamp.inode);
    add.bind_blob(5, bytes_of(entry.inputs));
    if (entry.digest)
        add.bind_blob(6, bytes_of(*entry.digest));
    else
        add.bind_null(6);
    add.bind(7, entry.code).bind(8, entry.language).bind(9, entry.layout).bind(10, entry.brand).bind(11, entry.title);
    add.bind_blob(12, key).bind(13, entry.pages).bind(14, line);
    add.run();
}

void ExportState::set_stamp(std::int64_t output, const FileStamp& stamp) {
    set_stamp_->bind(1, stamp.size).bind(2, stamp.modified).bind(3, stamp.inode).bind(4, output).run();
}

void ExportState::forget_output(const std::string& file) { forget_output_->bind(1, file).run(); }

void ExportState::for_each_output(
    const std::function<void(std::int64_t, const std::string&, const FileStamp&)>& visit) {
    Statement all = database_.prepare("SELECT id, line, size, modified, 0, inode FROM outputs ORDER BY file");
    while (all.step()) visit(all.integer(0), std::string(all.text(1)), stamp_in(all, 2));
}

Sha256 ExportState::digest_file(const std::string& path) {
    return digest_of(cached_digest(path, [](std::string_view bytes) { return std::string(bytes_of(sha256(bytes))); }));
}

std::string ExportState::quick_digest_file(const std::string& path) {
    return cached_digest(path, [](std::string_view bytes) {
        XXH128_canonical_t digest;
        XXH128_canonicalFromHash(&digest, XXH3_128bits(bytes.data(), bytes.size()));
        return std::string(reinterpret_cast<const char*>(digest.digest), sizeof digest.digest);
    });
}

std::string ExportState::cached_digest(const std::string& path, std::string (*digest_of)(std::string_view)) {
    const std::optional<FileStamp> stamp = stamp_of(path);
    if (!stamp || static_cast<std::size_t>(stamp->size) > largest_input) return {};
    find_input_->bind(1, path);
    const bool known = find_input_->step() && stamp_in(*find_input_, 0) == *stamp;
    std::string digest = known ? std::string(find_input_->text(4)) : std::string();
    find_input_->reset();
    if (known) return digest;
    try {
        digest = digest_of(read_source(path, largest_input).bytes);
    } catch (const std::exception&) {
        return {};  // pressing will say what is the matter
    }
    add_input_->bind(1, path);
    bind_stamp(*add_input_, 2, is_racy(*stamp, begin_) ? FileStamp{} : *stamp);
    add_input_->bind_blob(6, digest).run();
    return digest;
}

std::string ExportState::setting(const std::string& name) {
    Statement find = database_.prepare("SELECT value FROM settings WHERE name = ?");
    find.bind(1, name);
    return find.step() ? std::string(find.text(0)) : std::string();
}

void ExportState::set_setting(const std::string& name, std::string_view value) {
    database_.prepare("INSERT OR REPLACE INTO settings VALUES(?, ?)").bind(1, name).bind(2, value).run();
}

}  // namespace carepress::library
