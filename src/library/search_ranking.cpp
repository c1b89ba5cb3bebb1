#include "library/search_ranking.h"

#include "library/search_tokenizer.h"

#include <sqlite3.h>

#include <array>
#include <cmath>
#include <memory>
#include <vector>

namespace carepress {
namespace {

/// What a word is worth by the best column that it stands in: title, synonyms, keywords, codes, language, body.
constexpr std::array<double, 6> worth = {3.0, 2.0, 1.5, 1.5, 0.0, 0.0};
constexpr int body = 5;
constexpr double k1 = 1.2, b = 0.75;

/// What is the same for all rows of a query.
struct QueryData {
    std::vector<double> rarity;  ///< of each phrase
    double average_length = 1;   ///< of bodies, in words
};

int count_row(const Fts5ExtensionApi*, Fts5Context*, void* count) {
    ++*static_cast<sqlite3_int64*>(count);
    return SQLITE_OK;
}

void destroy(void* data) { delete static_cast<QueryData*>(data); }

/// The data of the query, made at its first row; null when SQLite failed.
const QueryData* query_data(const Fts5ExtensionApi* api, Fts5Context* context) {
    if (void* made = api->xGetAuxdata(context, 0)) return static_cast<const QueryData*>(made);
    auto data = std::make_unique<QueryData>();
    sqlite3_int64 rows = 0, words = 0;
    if (api->xRowCount(context, &rows) != SQLITE_OK || api->xColumnTotalSize(context, body, &words) != SQLITE_OK)
        return nullptr;
    data->average_length = rows > 0 && words > 0 ? static_cast<double>(words) / static_cast<double>(rows) : 1;
    for (int phrase = 0; phrase < api->xPhraseCount(context); ++phrase) {
        sqlite3_int64 having = 0;
        if (api->xQueryPhrase(context, phrase, &having, count_row) != SQLITE_OK) return nullptr;
        const auto all = static_cast<double>(rows), some = static_cast<double>(having);
        data->rarity.push_back(std::log(1 + (all - some + 0.5) / (some + 0.5)));
    }
    QueryData* kept = data.release();
    return api->xSetAuxdata(context, kept, destroy) == SQLITE_OK ? kept : nullptr;
}

void relevance(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int, sqlite3_value**) {
    try {
        const QueryData* data = query_data(api, context);
        int places = 0, length = 0;
        if (data == nullptr || api->xInstCount(context, &places) != SQLITE_OK ||
            api->xColumnSize(context, body, &length) != SQLITE_OK)
            return sqlite3_result_error_code(result, SQLITE_ERROR);
        std::vector<double> in_body(data->rarity.size()), best(data->rarity.size());
        for (int i = 0; i < places; ++i) {
            int phrase = 0, column = 0, offset = 0;
            if (api->xInst(context, i, &phrase, &column, &offset) != SQLITE_OK)
                return sqlite3_result_error_code(result, SQLITE_ERROR);
            const auto at = static_cast<std::size_t>(phrase);
            if (column == body)
                ++in_body[at];
            else
                best[at] = std::max(best[at], worth.at(static_cast<std::size_t>(column)));
        }
        const double norm = k1 * (1 - b + b * length / data->average_length);
        double score = 0;
        for (std::size_t i = 0; i < data->rarity.size(); ++i)
            score += data->rarity[i] * (in_body[i] * (k1 + 1) / (in_body[i] + norm) + best[i]);
        sqlite3_result_double(result, score);
    } catch (const std::exception&) {  // no exception may go through SQLite
        sqlite3_result_error_nomem(result);
    }
}

}  // namespace

void add_ranking(Database& database) {
    fts5_api* interface = fts5_interface(database);
    if (interface->xCreateFunction(interface, "relevance", nullptr, relevance, nullptr) != SQLITE_OK)
        throw DatabaseError("SQLite refused the ranking function", SQLITE_ERROR);
}

}  // namespace carepress
