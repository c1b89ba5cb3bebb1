#pragma once

#include "library/article_facts.h"
#include "library/file_stamp.h"
#include "library/manifest.h"
#include "library/output_folder.h"
#include "library/sqlite.h"
#include "library/title_order.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace carepress::library {

/// An article as the last export saw it.
struct KnownArticle {
    std::int64_t id = 0;  ///< 0: not known yet
    std::string path;     ///< relative to the library
    FileStamp stamp;
    Sha256 digest{};
    std::string code, language;
    std::string name;                   ///< of its files: the code, else the slug
    std::vector<std::string> pictures;  ///< as its figures name them
    article::Release release;
};

/// An output as the last export left it.
struct KnownOutput {
    std::int64_t id = 0;
    FileStamp stamp;               ///< of the file; unknown when it comes from a manifest alone
    Sha256 inputs{};               ///< the fingerprint of what it was pressed from; zeros when it was refused
    std::optional<Sha256> digest;  ///< of the file; none when there is none
};

/// What exports into one folder know of one another, in an SQLite file in the folder: which articles and other inputs
/// were read, which outputs were written, from what. Takes the same memory for any number of them. It can be deleted:
/// a new one is made from manifest.jsonl, and the files that are there are checked against their digests.
class ExportState {
public:
    /// Opens the state of the shard, or makes a new one where there is none, or one that is broken or of another
    /// version.
    ExportState(const OutputFolder& folder, Shard shard);
    /// A state of the manifest at `path` alone, in a temporary file that no one else sees.
    explicit ExportState(const std::string& manifest);

    Database& database() { return database_; }

    std::optional<KnownArticle> article(const std::string& path);
    /// Adds or changes it; sets its id.
    void store(KnownArticle& article);
    std::int64_t last_article_id();
    KnownArticle article(std::int64_t id);
    /// Chooses the articles that `is_held` does not hold back: english_articles(), for_each_article() and the table
    /// "chosen" have these alone. Without a choice they have all.
    void hold_back(const std::function<bool(const article::Release&)>& is_held);
    /// The others, by path.
    void for_each_held(const std::function<void(const KnownArticle&)>& visit);
    /// The English articles of a name, of "en" rather than of a region: several where it is not known which is meant.
    std::vector<KnownArticle> english_articles(const std::string& name);
    /// By language, then name.
    void for_each_article(const std::function<void(const KnownArticle&)>& visit);
    /// Forgets the articles whose ids are not marked; returns how many they were.
    std::size_t keep_articles(const std::vector<bool>& seen);

    std::optional<KnownOutput> output(const std::string& file);
    std::int64_t last_output_id();
    /// The manifest's entry of an output that is known.
    std::optional<ManifestEntry> entry(const std::string& file);
    /// Adds or replaces the output of entry.file.
    void store(const ManifestEntry& entry, const FileStamp& stamp);
    void set_stamp(std::int64_t output, const FileStamp& stamp);
    void forget_output(const std::string& file);
    /// All outputs, by file: id, the manifest's entry and the file's stamp.
    void for_each_output(const std::function<void(std::int64_t id, const std::string& line, const FileStamp&)>& visit);

    /// The digest of a file, from here as long as its stamp says that it is the same; zeros where there is none, or it
    /// is larger than any input can be.
    Sha256 digest_file(const std::string& path);
    /// The same with XXH3 of 128 bits, for the hundred megabytes of the faces, whose digests nobody else reads.
    std::string quick_digest_file(const std::string& path);

    std::string setting(const std::string& name);
    void set_setting(const std::string& name, std::string_view value);

private:
    void prepare_statements();
    std::string cached_digest(const std::string& path, std::string (*digest_of)(std::string_view));
    void import(const std::string& manifest, Shard shard);

    std::int64_t begin_ = 0;
    Database database_;
    TitleOrder title_order_;
    std::optional<Statement> find_article_, article_by_id_, english_articles_, add_article_, change_article_,
        find_output_, add_output_, set_stamp_, forget_output_, find_input_, add_input_;
};

}  // namespace carepress::library
