#include "library/scan.h"

#include "library/parallel.h"
#include "library/walk.h"

#include <algorithm>
#include <cstdint>

namespace carepress::library {
namespace {

/// Articles read at once: so many that the threads have enough, so few that memory stays small.
constexpr std::size_t batch = 2048;

class Scan {
public:
    Scan(const std::string& library, ExportState& state, unsigned threads)
        : library_(library), state_(state), threads_(threads) {}

    std::vector<UnreadableArticle> run() {
        seen_.resize(static_cast<std::size_t>(state_.last_article_id()) + 1);
        WalkEvents events;
        events.visit = [&](std::string&& path, const FileStamp& stamp) { look_at(std::move(path), stamp); };
        events.pass_over = [&](PassedOver why, const std::string& path) {
            unreadable_.push_back({path, reason_of(why), why != PassedOver::other_ending});
        };
        walk_articles(library_, events);
        read_waiting();
        state_.keep_articles(seen_);
        std::sort(unreadable_.begin(), unreadable_.end(),
                  [](const UnreadableArticle& a, const UnreadableArticle& b) { return a.path < b.path; });
        return std::move(unreadable_);
    }

private:
    struct Reading {
        KnownArticle article;
        std::string failure;
    };

    void look_at(std::string&& path, const FileStamp& stamp) {
        std::optional<KnownArticle> known = state_.article(path);
        if (known && known->stamp == stamp) return mark(known->id);
        Reading& reading = waiting_.emplace_back();
        if (known) reading.article = std::move(*known);
        reading.article.path = std::move(path);
        reading.article.stamp = stamp;
        if (waiting_.size() == batch) read_waiting();
    }

    void mark(std::int64_t id) {
        const auto at = static_cast<std::size_t>(id);
        if (at >= seen_.size()) seen_.resize(at + 1);
        seen_[at] = true;
    }

    void read_waiting() {
        for_each_in_parallel(waiting_, threads_, [this](Reading& reading) { read(reading); });
        for (Reading& reading : waiting_) {
            if (reading.failure.empty() || reading.article.id != 0) {
                state_.store(reading.article);
                mark(reading.article.id);
            }
            if (!reading.failure.empty() && reading.article.language.empty())
                unreadable_.push_back({reading.article.path, reading.failure});
        }
        waiting_.clear();
    }

    void read(Reading& reading) const {
        KnownArticle& article = reading.article;
        try {
            ArticleFacts facts = read_facts(read_source(library_ + "/" + article.path));
            article.digest = facts.digest;
            article.name = facts.code.empty() ? slug_of(article.path) : facts.code;
            article.code = std::move(facts.code);
            article.language = std::move(facts.language);
            article.release = std::move(facts.release);
            article.pictures.assign(facts.pictures.begin(), facts.pictures.end());
        } catch (const std::exception& error) {
            reading.failure = error.what();
            article.digest = {};
            article.stamp = {};
        }
    }

    const std::string& library_;
    ExportState& state_;
    unsigned threads_;
    std::vector<Reading> waiting_;
    std::vector<bool> seen_;
    std::vector<UnreadableArticle> unreadable_;
};

}  // namespace

std::vector<UnreadableArticle> scan_articles(const std::string& library, ExportState& state, unsigned threads) {
    return Scan(library, state, threads).run();
}

}  // namespace carepress::library
