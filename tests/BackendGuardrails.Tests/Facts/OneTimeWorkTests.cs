using BackendGuardrails.Facts.Flow;

namespace BackendGuardrails.Tests.Facts;

public class OneTimeWorkTests
{
    [Theory]
    [InlineData("Seed", "Seed")]
    [InlineData("SeedOrders", "Seed Orders")]
    [InlineData("HTTPOrder2", "HTTP Order 2")]
    [InlineData("order_lines", "order lines")]
    [InlineData("Upgrade_3_2_0", "Upgrade 3 2 0")]
    [InlineData("IOrderRepository", "I Order Repository")]
    [InlineData("orderID", "order ID")]
    [InlineData("A", "A")]
    [InlineData("größe", "gr e")]
    [InlineData("__", "")]
    public void A_name_falls_into_its_words(string name, string words) => Assert.Equal(words, string.Join(" ", OneTimeWork.WordsOf(name)));
}
