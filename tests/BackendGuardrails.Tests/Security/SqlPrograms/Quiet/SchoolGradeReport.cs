using Microsoft.EntityFrameworkCore;

namespace School.Grades;

public enum GradeColumn
{
    Subject,
    Points,
    GivenOn,
}

public enum SortDirection
{
    Asc,
    Desc,
}

public sealed class Grade
{
    public int Id { get; set; }

    public int StudentId { get; set; }

    public string Subject { get; set; } = "";

    public int Points { get; set; }

    public DateOnly GivenOn { get; set; }
}

public sealed class SchoolContext(DbContextOptions<SchoolContext> options) : DbContext(options)
{
    public DbSet<Grade> Grades => Set<Grade>();
}

public static class GradeEndpoints
{
    public static void MapGrades(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/students/{studentId:int}/grades");
        group.MapGet("/", ListAsync);
        group.MapGet("/best/{count:int}", BestAsync);
    }

    private static async Task<IResult> ListAsync(int studentId, string? orderBy, string? direction, SchoolContext context, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<GradeColumn>(orderBy, ignoreCase: true, out var column) || !Enum.IsDefined(column))
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["orderBy"] = ["Unknown column."] });

        var order = Enum.TryParse(direction, true, out SortDirection parsed) ? parsed : SortDirection.Asc;
        var sql = $"SELECT * FROM \"Grades\" WHERE \"StudentId\" = {{0}} ORDER BY \"{column}\" {order}";
        var grades = await context.Grades.FromSqlRaw(sql, studentId).AsNoTracking().ToListAsync(cancellationToken);
        return Results.Ok(grades);
    }

    private static async Task<IResult> BestAsync(int studentId, int count, SchoolContext context, CancellationToken cancellationToken)
    {
        var best = await context.Grades
            .FromSqlRaw("SELECT * FROM \"Grades\" WHERE \"StudentId\" = " + studentId + " ORDER BY \"Points\" DESC LIMIT " + Math.Min(count, 20))
            .ToListAsync(cancellationToken);
        return Results.Ok(best.Select(grade => new { grade.Subject, grade.Points }));
    }
}

public sealed class TermCloser(SchoolContext context, ILogger<TermCloser> logger)
{
    public async Task<int> CloseAsync(DateOnly lastDay, GradeColumn groupBy, CancellationToken cancellationToken)
    {
        var column = groupBy switch
        {
            GradeColumn.Subject => nameof(Grade.Subject),
            GradeColumn.Points => nameof(Grade.Points),
            _ => nameof(Grade.GivenOn),
        };
        var closed = await context.Database.ExecuteSqlRawAsync(
            $"INSERT INTO term_totals (term_end, bucket, total) SELECT DATE '{lastDay:yyyy-MM-dd}', \"{column}\"::text, count(*) FROM \"Grades\" GROUP BY \"{column}\"",
            cancellationToken);
        logger.LogInformation("Closed term {LastDay}: {Rows} totals", lastDay, closed);
        return closed;
    }
}
