using System.Text;
using Xunit;

namespace Monitor.Tests.Storage.Elasticsearch.Spec;

/// <summary>That the checker can say no: a check that never fails would let everything pass.</summary>
public sealed class SpecCheckerTests
{
    [Theory]
    [InlineData("POST", "/x/_search", """{"query":{"term":{"a":{"value":"b"}}},"size":1}""", true)]
    [InlineData("POST", "/x/_search", """{"query":{"term":{"a":"b"}}}""", true)]
    [InlineData("POST", "/x/_search", """{"query":{"trem":{"a":"b"}}}""", false)]
    [InlineData("POST", "/x/_search", """{"query":{"term":{"a":"b"},"match_all":{}}}""", false)]
    [InlineData("POST", "/x/_search", """{"query":{"bool":{"fliter":[]}}}""", false)]
    [InlineData("POST", "/x/_search", """{"aggs":{"b":{"composite":{"sources":[{"at":{"date_histogram":{"field":"f","fixed_interval":"1h"}}}]}}}}""", true)]
    [InlineData("POST", "/x/_search", """{"aggs":{"b":{"composite":{"source":[]}}}}""", false)]
    [InlineData("POST", "/x/_search?allow_partial=false", "{}", false)]
    [InlineData("POST", "/x/_search?allow_partial_search_results=maybe", "{}", false)]
    [InlineData("POST", "/_bulk", "{\"index\":{\"_index\":\"a\",\"version_type\":\"external\",\"version\":3}}\n{}\n", true)]
    [InlineData("POST", "/_bulk", "{\"index\":{\"_index\":\"a\",\"version_type\":\"outside\"}}\n{}\n", false)]
    [InlineData("POST", "/_bulk", "{\"insert\":{\"_index\":\"a\"}}\n{}\n", false)]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"template":{"mappings":{"properties":{"f":{"type":"keyword"}}}}}""", true)]
    [InlineData("PUT", "/_index_template/t", """{"index_patterns":["a"],"template":{"mappings":{"properties":{"f":{"type":"keywrod"}}}}}""", false)]
    [InlineData("PUT", "/_ilm/policy/p", """{"policy":{"phases":{"hot":{"actions":{"rollver":{"max_age":"1d"}}}}}}""", false)]
    [InlineData("GET", "/_nowhere", "", false)]
    public void A_request_is_held_against_the_specification(string method, string path, string body, bool fits) =>
        Assert.Equal(fits, SpecFile.OrSkip().Request(method, path, Encoding.UTF8.GetBytes(body)).Count == 0);

    [Theory]
    [InlineData("/_bulk", 200, """{"took":1,"errors":false,"items":[{"create":{"_index":"a","status":201}}]}""", true)]
    [InlineData("/_bulk", 200, """{"took":1,"items":[]}""", false)]
    [InlineData("/x/_search", 200, """{"took":1,"timed_out":false,"_shards":{"total":1,"successful":1,"failed":0},"hits":{"hits":[]}}""", true)]
    [InlineData("/x/_search", 200, """{"took":1,"timed_out":"no","_shards":{"total":1,"successful":1,"failed":0},"hits":{"hits":[]}}""", false)]
    [InlineData("/x/_search", 503, """{"error":{"type":"t","reason":"r","root_cause":[]},"status":503}""", true)]
    [InlineData("/x/_search", 503, """{"message":"no"}""", false)]
    public void So_is_an_answer(string path, int status, string body, bool fits) =>
        Assert.Equal(fits, SpecFile.OrSkip().Response("POST", path, status, Encoding.UTF8.GetBytes(body)).Count == 0);
}
