namespace MentorMatch.Web.Recruitment;

public static class RecruitmentPages
{
    public static IServiceCollection AddRecruitmentPages(this IServiceCollection services) => services.AddSingleton<SignUpCookie>();
}
