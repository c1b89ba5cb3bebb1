#include "library/search_ranking.h"

#include "library/search_tokenizer.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

namespace carepress::library {
namespace {

/// What a word is worth by the best column that it is in: title, synonyms, keywords, codes, language, body.
constexpr std::array<double, 6> worth = {3.0, 2.0, 1.5, 1.5, 0.0, 0.0};
constexpr int body = 5;
constexpr double k1 = 1.2, b = 0.75;

/// What is the same for all rows of a query.
struct QueryData {
    std::vector<double> rarity;  ///< of each phrase
    double average_length = 1;   ///< of bodies, in words
};

void destroy(void* data) { delete static_cast<QueryData*>(data); }

/// The data of the query, made at its first row; null when SQLite failed.
const QueryData* query_data(const Fts5ExtensionApi* api, Fts5Context* context, int count, sqlite3_value** rarities) {
    if (void* made = api->xGetAuxdata(context, 0)) return static_cast<const QueryData*>(made);
    auto data = std::make_unique<QueryData>();
    sqlite3_int64 rows = 0, words = 0;
    if (api->xRowCount(context, &rows) != SQLITE_OK || api->xColumnTotalSize(context, body, &words) != SQLITE_OK)
        return nullptr;
    data->average_length = rows > 0 && words > 0 ? static_cast<double>(words) / static_cast<double>(rows) : 1;
    for (int phrase = 0; phrase < api->xPhraseCount(context); ++phrase)
        data->rarity.push_back(phrase < count ? sqlite3_value_double(rarities[phrase]) / 1000 : 1);
    QueryData* kept = data.release();
    return api->xSetAuxdata(context, kept, destroy) == SQLITE_OK ? kept : nullptr;
}

void relevance(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int count,
               sqlite3_value** rarities) {
    try {
        const QueryData* data = query_data(api, context, count, rarities);
        int length = 0;
        if (data == nullptr || api->xColumnSize(context, body, &length) != SQLITE_OK)
            return sqlite3_result_error_code(result, SQLITE_ERROR);
        const double norm = k1 * (1 - b + b * length / data->average_length);
        double score = 0;
        for (std::size_t i = 0; i < data->rarity.size(); ++i) {
            if (data->rarity[i] == 0) continue;
            double in_body = 0, best = 0;
            Fts5PhraseIter place;
            int column = 0, offset = 0;
            if (api->xPhraseFirst(context, static_cast<int>(i), &place, &column, &offset) != SQLITE_OK)
                return sqlite3_result_error_code(result, SQLITE_ERROR);
            for (; column >= 0; api->xPhraseNext(context, &place, &column, &offset)) {
                if (column == body)
                    ++in_body;
                else
                    best = std::max(best, worth.at(static_cast<std::size_t>(column)));
            }
            score += data->rarity[i] * (in_body * (k1 + 1) / (in_body + norm) + best);
        }
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

}  // namespace carepress::library
